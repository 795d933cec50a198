import QtQuick
import Lobby
import Lobby.Models

/** Who somebody is: face, name, what they do, how they are today, where, and in which languages. */
Column {
    id: root

    required property ProfileModel profile
    property real face: 26 * Theme.unit
    property bool isBeside: false // the name beside the face

    readonly property bool dimmed: profile.mode === "heads_down" || profile.isEarlier
    readonly property string mode: profile.isEarlier ? qsTr("Here earlier today, from %1").arg(profile.since)
        : profile.mode === "heads_down" ? qsTr("Heads down, here since %1").arg(profile.since)
        : qsTr("Come and talk, here since %1").arg(profile.since)

    spacing: Theme.gap3

    Grid {
        id: top
        width: parent.width
        columns: root.isBeside ? 2 : 1
        columnSpacing: Theme.gap3
        rowSpacing: 2.4 * Theme.unit
        verticalItemAlignment: Grid.AlignVCenter

        Avatar {
            diameter: root.face
            initials: root.profile.initials
            hue: root.profile.hue
            photo: root.profile.photo
            dimmed: root.dimmed
        }
        Column {
            width: top.width - (root.isBeside ? root.face + top.columnSpacing : 0)
            spacing: 0.6 * Theme.unit

            TextLine {
                width: parent.width
                text: root.profile.name
                size: Theme.large(4.5)
                wght: Theme.heading
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            TextLine {
                width: parent.width
                visible: text !== ""
                text: root.profile.headline
                color: Theme.soft
                wrapMode: Text.Wrap
            }
        }
    }
    Column {
        width: parent.width
        spacing: 1.6 * Theme.unit

        ProfileFact {
            iconName: root.profile.isEarlier ? "clock" : root.profile.mode === "heads_down" ? "headphones" : "message-circle"
            phrase: root.mode
        }
        ProfileFact { iconName: "map-pin"; phrase: root.profile.seat }
        ProfileFact {
            iconName: "languages"
            phrase: root.profile.languages.map(language => Theme.nameOf(language)).join(", ")
        }
        Repeater {
            model: root.profile.links
            ProfileFact { required property string modelData; iconName: "link"; phrase: modelData }
        }
    }
}
