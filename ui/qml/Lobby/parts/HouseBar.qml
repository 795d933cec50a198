import QtQuick
import Lobby
import Lobby.Models

/** The top of the idle page: the house's name and time, the state for staff, the languages. */
Item {
    id: root

    required property KioskModel model

    // The words for staff, while they are open, may need the weekday's place and some of the name's.
    readonly property real room: state.x - Theme.gap2

    implicitHeight: Theme.touch

    Icon {
        id: door
        anchors.verticalCenter: parent.verticalCenter
        name: "door-open"
        size: 3.6 * Theme.unit
        color: Theme.accent
    }
    TextLine {
        id: house
        anchors { left: door.right; leftMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
        width: Math.min(implicitWidth, root.room - x - (day.visible ? day.implicitWidth + Theme.gap1 : 0))
        text: root.model.house.name
        size: Theme.text2
        wght: Theme.bold
        elide: Text.ElideRight
    }
    TextLine {
        id: day
        anchors { left: house.right; leftMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
        visible: root.model.house.time !== "" && root.room > 55 * Theme.unit
        //: Weekday and time, as in "Tuesday, 9:12".
        text: qsTr("%1, %2").arg(Theme.locale.standaloneDayName(root.model.house.weekday))
            .arg(root.model.house.time)
        size: Theme.text2
        color: Theme.soft
    }
    SyncState {
        id: state
        anchors { right: languages.left; rightMargin: Theme.gap2; verticalCenter: parent.verticalCenter }
        sync: root.model.house.sync
        concerned: root.model.house.concerned
    }
    LanguageSwitch {
        id: languages
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        languages: root.model.languages
        current: root.model.page.language
        onChosen: language => root.model.languageChosen(language)
    }
}
