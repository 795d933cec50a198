pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Calmly, for as long as they do not know: whose guest is at the door. */
Rectangle {
    id: root

    required property WallModel model
    readonly property alias hosts: rows.count

    implicitHeight: hosts.implicitHeight + 2 * Theme.gap1
    color: Theme.helloTint
    radius: Theme.radius

    Column {
        id: hosts

        anchors { left: parent.left; right: parent.right; margins: Theme.gap2; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap1

        Repeater {
            id: rows

            model: root.model.awaited

            Item {
                id: host

                required property string name
                required property string initials
                required property int hue
                required property string photo

                width: hosts.width
                implicitHeight: Math.max(face.height, words.implicitHeight)
                Accessible.role: Accessible.StaticText
                Accessible.name: words.text

                Avatar {
                    id: face

                    anchors.verticalCenter: parent.verticalCenter
                    diameter: 6.4 * Theme.unit
                    initials: host.initials
                    hue: host.hue
                    photo: host.photo
                }
                TextLine {
                    id: words

                    anchors {
                        left: face.right
                        leftMargin: Theme.gap2
                        right: bell.left
                        rightMargin: Theme.gap2
                        verticalCenter: parent.verticalCenter
                    }
                    //: %1 is the first name of whoever a guest came to see
                    text: qsTr("%1, your guest is here").arg(host.name)
                    size: Theme.large(4.4)
                    wght: Theme.bold
                    lineHeight: 0.95
                    wrapMode: Text.WordWrap
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    mayBeCut: true // it has a name in it
                    Accessible.ignored: true
                }
                Icon {
                    id: bell

                    anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                    name: "door-open"
                    size: 5 * Theme.unit
                    color: Theme.hello
                }
                NumberAnimation on opacity {
                    from: 0
                    to: 1
                    duration: Theme.fade
                }
            }
        }
    }
}
